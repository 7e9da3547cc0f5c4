"""What each role may do, as a shopkeeper would read it. The test beside it compares it with the core, line by line.

`nobody`: PINs are in use and nobody has signed in. Some deeds ask for more when money is in them; these have their own
tests: writing a due off, handing a repair over for money, taking money at the door, another tier or limit, taking back.
"""

from __future__ import annotations

MAY = """
                                owner    manager  seller   helper   nobody

announcements.remind            yes      yes      yes      yes      -

archive.export                  yes      yes      -        -        -

backups.begin_sealing           yes      -        -        -        -
backups.confirm_sealing         yes      -        -        -        -
backups.copy_to_drive           yes      yes      yes      yes      yes
backups.copy_to_drives          yes      yes      yes      yes      yes
backups.forget_drive            yes      -        -        -        -
backups.log                     yes      yes      yes      yes      yes
backups.make                    yes      yes      yes      yes      yes
backups.remember_drive          yes      -        -        -        -
backups.rotate                  yes      yes      yes      yes      yes
backups.set_folder              yes      -        -        -        -
backups.stop_sealing            yes      -        -        -        -

call_log.apply                  yes      yes      yes      yes      -

call_sheets.enter               yes      yes      yes      yes      -
call_sheets.remember            yes      yes      yes      yes      -

calls.ask_callback              yes      yes      yes      yes      -
calls.assign_callback           yes      yes      yes      yes      -
calls.drop_callback             yes      yes      yes      yes      -
calls.link_callback             yes      yes      yes      yes      -
calls.record                    yes      yes      yes      yes      -

complaints.asked                yes      yes      yes      yes      -
complaints.change               yes      yes      yes      yes      -
complaints.check                yes      yes      yes      yes      -
complaints.open                 yes      yes      yes      yes      -
complaints.reopen               yes      yes      yes      yes      -
complaints.resolve              yes      yes      yes      yes      -
complaints.withdraw             yes      yes      yes      yes      -

customers.add                   yes      yes      yes      yes      -
customers.add_phone             yes      yes      yes      yes      -
customers.change                yes      yes      yes      yes      -
customers.do_not_call           yes      yes      yes      yes      -
customers.mark_phone            yes      yes      yes      yes      -
customers.restore               yes      yes      -        -        -
customers.reviewed              yes      yes      yes      yes      -
customers.trash                 yes      yes      -        -        -

deliveries.came_back            yes      yes      yes      -        -
deliveries.deliver              yes      yes      yes      yes      -
deliveries.put_off              yes      yes      yes      yes      -
deliveries.send_out             yes      yes      yes      yes      -
deliveries.undo                 yes      yes      yes      yes      -

demands.arrived                 yes      yes      yes      yes      -
demands.ask                     yes      yes      yes      yes      -
demands.change                  yes      yes      yes      yes      -
demands.close                   yes      yes      yes      yes      -
demands.close_all               yes      yes      yes      yes      -
demands.told                    yes      yes      yes      yes      -

drafts.drop                     yes      yes      yes      yes      yes
drafts.keep                     yes      yes      yes      yes      yes

dues.adjust                     yes      yes      -        -        -
dues.promise                    yes      yes      yes      yes      -
dues.refund                     yes      yes      -        -        -
dues.reverse                    yes      yes      -        -        -
dues.take_payment               yes      yes      yes      -        -

exchange.run                    yes      yes      -        -        -
exchange.undo                   yes      yes      -        -        -

feedback.change                 yes      yes      yes      yes      -
feedback.give                   yes      yes      yes      yes      -

followups.after_call            yes      yes      yes      yes      -
followups.attempt               yes      yes      yes      yes      -
followups.called                yes      yes      yes      yes      -
followups.catch_up              yes      yes      yes      yes      -
followups.change_reminder       yes      yes      yes      yes      -
followups.done                  yes      yes      yes      yes      -
followups.drop_reminder         yes      yes      yes      yes      -
followups.finish_reminder       yes      yes      yes      yes      -
followups.pause_reminder        yes      yes      yes      yes      -
followups.put_off               yes      yes      yes      yes      -
followups.release               yes      yes      yes      yes      -
followups.remind                yes      yes      yes      yes      -
followups.reopen                yes      yes      yes      yes      -
followups.skip                  yes      yes      yes      yes      -
followups.snooze                yes      yes      yes      yes      -
followups.tune                  yes      yes      -        -        -

halkhatas.came                  yes      yes      yes      -        -
halkhatas.cancel                yes      yes      -        -        -
halkhatas.change                yes      yes      -        -        -
halkhatas.close                 yes      yes      -        -        -
halkhatas.invite                yes      yes      -        -        -
halkhatas.not_come              yes      yes      yes      -        -
halkhatas.printed               yes      yes      yes      -        -
halkhatas.reopen                yes      yes      -        -        -
halkhatas.start                 yes      yes      -        -        -
halkhatas.take_back             yes      yes      -        -        -
halkhatas.take_payment          yes      yes      yes      -        -
halkhatas.uninvite              yes      yes      -        -        -

helpers.add                     yes      yes      yes      yes      -
helpers.change                  yes      yes      yes      yes      -
helpers.retire                  yes      yes      yes      yes      -

history.last_undoable           yes      yes      yes      yes      -
history.put_back                yes      yes      yes      yes      -
history.undo                    yes      yes      yes      yes      -

jobs.came_back                  yes      yes      yes      yes      -
jobs.cancel                     yes      yes      yes      yes      -
jobs.change                     yes      yes      yes      yes      -
jobs.chase                      yes      yes      yes      yes      -
jobs.deliver                    yes      yes      yes      yes      -
jobs.move                       yes      yes      yes      yes      -
jobs.promise                    yes      yes      yes      yes      -
jobs.ready                      yes      yes      yes      yes      -
jobs.reject                     yes      yes      yes      yes      -
jobs.send                       yes      yes      yes      yes      -
jobs.take_in                    yes      yes      yes      yes      -
jobs.undo_step                  yes      yes      yes      yes      -

merging.dismiss                 yes      yes      -        -        -
merging.merge                   yes      yes      -        -        -
merging.suggest_again           yes      yes      -        -        -
merging.unmerge                 yes      yes      -        -        -

notes.add_family                yes      yes      yes      yes      -
notes.change                    yes      yes      yes      yes      -
notes.change_family             yes      yes      yes      yes      -
notes.gift_reached              yes      yes      yes      yes      -
notes.give                      yes      yes      yes      yes      -
notes.pin                       yes      yes      yes      yes      -
notes.resolve                   yes      yes      yes      yes      -
notes.trash                     yes      yes      -        -        -
notes.trash_family              yes      yes      yes      yes      -
notes.tune_kind                 yes      yes      -        -        -
notes.write                     yes      yes      yes      yes      -
notes.write_news                yes      yes      yes      yes      -

plans.change_guarantors         yes      yes      yes      -        -
plans.end                       yes      yes      -        -        -
plans.make                      yes      yes      yes      -        -
plans.move_day                  yes      yes      yes      -        -

products.add                    yes      yes      yes      -        -
products.change                 yes      yes      yes      -        -
products.delete                 yes      yes      -        -        -
products.restore                yes      yes      -        -        -

promises.cancel                 yes      yes      yes      yes      -
promises.expect                 yes      yes      yes      yes      -
promises.keep                   yes      yes      yes      yes      -
promises.lost                   yes      yes      yes      yes      -
promises.postpone               yes      yes      yes      yes      -
promises.promise                yes      yes      yes      yes      -
promises.will_buy               yes      yes      yes      yes      -
promises.won                    yes      yes      yes      yes      -

protection.change_passphrase    yes      -        -        -        -
protection.check                yes      -        -        -        -
protection.confirm_code         yes      -        -        -        -
protection.new_code             yes      -        -        -        -
protection.prepare              yes      -        -        -        -

returns.take_back               yes      yes      yes      -        -
returns.void                    yes      yes      -        -        -

rewards.give                    yes      yes      yes      yes      -

sales.record_sale               yes      yes      yes      -        -
sales.void_sale                 yes      yes      -        -        -

settings.add_staff              yes      -        -        -        -
settings.bring_back_staff       yes      -        -        -        -
settings.change_shop            yes      yes      -        -        -
settings.change_staff           yes      -        -        -        -
settings.keep                   yes      yes      -        -        -
settings.retire_staff           yes      -        -        -        -
settings.set                    yes      yes      yes      yes      -
settings.set_away               yes      yes      -        -        -

signing.change_own_pin          yes      yes      yes      yes      -
signing.log                     yes      -        -        -        -
signing.remove_pin              yes      -        -        -        -
signing.set_pin                 yes      -        -        -        -
signing.sign_in                 yes      yes      yes      yes      yes
signing.sign_out                yes      yes      yes      yes      yes
signing.waiting                 yes      yes      yes      yes      yes

trash.erase                     yes      -        -        -        -
trash.erase_customer            yes      -        -        -        -
trash.restore                   yes      yes      -        -        -
trash.sweep                     yes      yes      yes      yes      yes

visits.done                     yes      yes      yes      yes      -
visits.postpone                 yes      yes      yes      yes      -
visits.undo                     yes      yes      yes      yes      -

warranties.give                 yes      yes      yes      -        -
warranties.printed              yes      yes      yes      yes      -
warranties.replace              yes      yes      yes      -        -
warranties.transfer             yes      yes      yes      -        -
warranties.undo_change          yes      yes      -        -        -
warranties.void                 yes      yes      -        -        -

wording.add                     yes      yes      -        -        -
wording.drop                    yes      yes      -        -        -
wording.reset                   yes      yes      -        -        -
wording.save                    yes      yes      -        -        -
"""
