"""What to say on the phone for each reason and mood, before the shop changes a word. The first line is the gist."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from shopbook.errors import Message

SCRIPTS: Mapping[str, Message] = MappingProxyType(
    {
        "callback": Message(
            "“{greeting} {name}, this is {shop}. You wanted to talk; how can I help?”\n"
            "Listen to the end first. Then one clear answer, and the day of the next step."
        ),
        "missed_call": Message(
            "“{greeting} {name}, this is {shop}. I am sorry we missed your call. What can I do for you?”\n"
            "Do not explain why nobody answered; ask and listen."
        ),
        "call_later": Message(
            "“{greeting} {name}, you told me to call now. Is this a good time?”\n"
            "If it is not, ask for the next good hour, and keep to it."
        ),
        "shop_promise": Message(
            "“{greeting} {name}, we gave you our word. Here is how far it is.”\n"
            "Say the truth first: done, or on which day. If it is late, say sorry once and give a day you"
            " can keep."
        ),
        "complaint": Message(
            "“{greeting} {name}, I am calling about what you told us. Tell me once more how it was.”\n"
            "Let them finish, do not defend. Say what you do and by which day. No offers today."
        ),
        "job_late": Message(
            "“{greeting} {name}, it is about your {product}; we promised it for {date} and it is not ready yet.”\n"
            "Say sorry once and why it takes longer. Then a new day that you can keep, and write it down."
        ),
        "job_ready": Message(
            "“{greeting} {name}, good news: your {product} is ready. When will you come for it?”\n"
            "Say what was done and what is to be paid, so that nobody is surprised at the counter."
        ),
        "job_at_company": Message(
            "To the company: “This is {shop}. How far is our {product}, and on which day does it come back?”\n"
            "Write down what they say and the day. If the promised day cannot be kept, tell its owner today."
        ),
        "complaint_check": Message(
            "“{greeting} {name}, is everything all right now with what you told us about?”\n"
            "If not, open it again and give a day. If yes, thank them for telling you."
        ),
        "note_followup": Message(
            "“{greeting} {name}, how are you all at home now?”\n"
            "Ask about what they told you, then be silent and listen. Nothing about buying in this call."
        ),
        "note_unresolved": Message(
            "“{greeting} {name}, how did it turn out in the end?”\n"
            "If it is well now, close the note. If not, ask whether the shop can help."
        ),
        "condolence": Message(
            "“{greeting} {name}, I heard the news and had to call. We pray for your family.”\n"
            "Few words, a low voice. No business, no festive wishes. Ask whether anything is needed, then"
            " let them go."
        ),
        "pay_promise": Message(
            "“{greeting} {name}, how are you? We had spoken of {amount} for {date}. Would today suit "
            "you?”\n"
            "If it is hard now, agree on a new day or a part of it. Kindly; they come back to a shop that"
            " keeps their face."
        ),
        "instalment": Message(
            "“{greeting} {name}, how are you? The instalment of {amount} is for {date}. Will it suit you?”\n"
            "If it is hard this time, agree on a day or a part of it and write it down. Do not add the whole "
            "plan up to them."
        ),
        "old_due": Message(
            "“{greeting} {name}, how are you all? There is {amount} left in our book; when would it suit "
            "you?”\n"
            "Ask for a day, not for a reason. Write the day down while they speak."
        ),
        "halkhata": Message(
            "“{greeting} {name}, our halkhata is on {date}. You and your family must come!”\n"
            "Invite first, from the heart. Only when they ask: {amount} stands in the old book."
        ),
        "halkhata_missed": Message(
            "“{greeting} {name}, we looked for you at the halkhata. Is everybody well?”\n"
            "Ask how they are first. Then: {amount} is left in the old book; which day would suit them?"
        ),
        "credit_limit": Message(
            "“{greeting} {name}, {amount} has gathered in our book. Shall we settle a part before the "
            "next purchase?”\n"
            "Only the owner speaks of this. Offer parts and dates, never in front of others."
        ),
        "confirm_order": Message(
            "“{greeting} {name}, we are sending your {product}. May I read the address back to you?”\n"
            "Address, a landmark, who will be at home, the hour."
        ),
        "thank_you": Message(
            "“{greeting} {name}, thank you for buying from us. Did the {product} reach you in one piece?”\n"
            "Ask whether anything is unclear about using it. Thanks, and good-bye; sell nothing."
        ),
        "durable_sold": Message(
            "“{greeting} {name}, is the {product} working well?”\n"
            "If something is unclear, explain it now. If something is wrong, say when it will be looked "
            "at."
        ),
        "first_purchase": Message(
            "“{greeting} {name}, you bought from us for the first time; thank you. Are you content?”\n"
            "Let them remember one thing: whom to call when something is wrong."
        ),
        "service_visit": Message(
            "“{greeting} {name}, your {product_whose} free servicing is due. Which day suits you?”\n"
            "Agree on a day and write it down. It costs them nothing; say so."
        ),
        "cover_ending": Message(
            "“{greeting} {name}, is the {product} all right? Until {date} we take it back or exchange it.”\n"
            "If something is wrong, let them bring it in time, with the card and the box."
        ),
        "warranty_ending": Message(
            "“{greeting} {name}, your {product_whose} warranty lasts until {date}. Is anything wrong with"
            " it?”\n"
            "This call is for their good: find the fault while it is free."
        ),
        "birthday_customer": Message(
            "“{greeting} {name}, many happy returns of the day!”\n"
            "One minute, from the heart. No dues, no offers in a birthday call."
        ),
        "birthday_child": Message(
            "“{greeting} {name}, a happy birthday to your little one from all of us!”\n"
            "Ask the name and age if you do not know them, and write them down."
        ),
        "wedding_day": Message(
            "“{greeting} {name}, congratulations on your wedding day to both of you!”\nShort and warm."
        ),
        "yearly_note": Message(
            "“{greeting} {name}, I remembered that this is a special day for you.”\n"
            "Read the note before you dial."
        ),
        "pregnancy": Message(
            "“{greeting} {name}, how are mother and child? We pray for them.”\n"
            "Ask about the health of both first; if the child is born, write the day down."
        ),
        "gift_reached": Message(
            "“{greeting} {name}, we sent a small thing for you. Did it reach you?”\n"
            "Do not say what it cost, and ask for nothing in return."
        ),
        "buy_promise": Message(
            "“{greeting} {name}, you were thinking of {product}. Shall I keep it ready?”\n"
            "If they bought elsewhere, ask kindly why: price, model, time? Write it down and wish them "
            "well."
        ),
        "demand_arrived": Message(
            "“{greeting} {name}, the {product} you asked for has come. Shall I keep one for you?”\n"
            "Say the price when they ask. Kept for how long: say the day."
        ),
        "used_up": Message(
            "“{greeting} {name}, is the {product} running low? Shall I keep some ready?”\n"
            "One question; if not, when shall we ask again?"
        ),
        "keep_in_touch": Message(
            "“{greeting} {name}, we have not spoken for a while. How are you all?”\n"
            "Just ask and listen. Nothing to sell."
        ),
        "sleeping": Message(
            "“{greeting} {name}, you have not been here for long; I wanted to ask how you are.”\n"
            "Is there a reason? Listen to it without an answer ready. A complaint is worth more than a "
            "sale."
        ),
        "feedback": Message(
            "“{greeting} {name}, one question: are you content with us? What could we do better?”\n"
            "Happy, so-so or unhappy; then why, in their words. Do not argue with the answer."
        ),
        "referral": Message(
            "“{greeting} {name}, somebody came to us because of you. Thank you!”\n"
            "Do not tell what the other one bought. Say what small thanks wait for them."
        ),
        "manual_reminder": Message(
            "Read what you wrote to yourself, then dial.\n“{greeting} {name}, how are you?”"
        ),
        "review": Message(
            "“{greeting} {name}, this is {shop}. I only want to set our book right: is this still your "
            "number?”\n"
            "Name, area, second number; nothing more."
        ),
        "angry": Message(
            "Let them speak to the end; do not answer back, not even when they are wrong.\n"
            "“You are right to be upset. I am sorry. Let me see what I can do.”\n"
            "Say one thing you will do, and by when. Lower your voice when they raise theirs; if it goes "
            "on, hand it to the owner."
        ),
        "sad": Message(
            "Ask softly how they are, then be silent for a while.\n"
            "“I am so sorry to hear it. We are with you.”\n"
            "No dues, no offers. Ask whether something small can be done, and call again in a few days."
        ),
    }
)
