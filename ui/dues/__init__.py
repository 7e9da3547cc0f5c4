"""The dues screens: who owes what since when, payments, instalments, corrections, statements.

page.py             The dues book: two tabs and their keys.
debtors.py          Who owes: chips by age, area and order; debtor_panel.py the opened account.
plans_pane.py       Instalments: running, late, paid off; plan_panel.py the opened plan, plan_move.py another day.
panel.py            The ground of both opened panels.
payment.py          Taking money (F3); payment_paper.py what it is for, payment_shown.py what it does.
adjust.py           A due made smaller or larger by the shop's own word; an advance handed back.
plan.py             Making instalments for a memo; plan_guarantors.py and guarantors.py who stands good for them.
statement.py        The account between two days, before it is printed.
standing.py         Good and doubtful on a day.
slips.py, words.py  The slip of the last line of an account; what its papers are called.

How a balance and a plan are said on every page alike stands in ui/accounts.py and ui/plans.py.
"""
