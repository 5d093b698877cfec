"""The pages of entitlements."""
