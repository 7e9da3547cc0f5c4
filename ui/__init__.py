"""The windows: everything of Shopbook that is seen. What the shop knows and does lives in `shopbook`."""
