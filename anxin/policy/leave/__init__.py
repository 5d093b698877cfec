"""Paid annual leave of officers (POLICY.md section 7): days, exclusions, untaken days' pay, counting."""
