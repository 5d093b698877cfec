"""The provider of single sign-on, installed only when one is configured (anxin/config/oidc.py)."""
