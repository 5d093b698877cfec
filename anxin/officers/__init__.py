"""Those still at their posts (公务员关爱): check-ups, leave, talks, counselling, help."""
