"""Forms: fields bound to a frozen draft, problems under their fields. The rules live in shopbook, the deeds in
screens."""
