"""What entitlements put on paper: their part of the card, the family's sheet, the applications."""
