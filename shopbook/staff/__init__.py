"""Who is at the counter: PINs, signing in and out. Who works in the shop at all, and as what, is kept by `settings`."""
