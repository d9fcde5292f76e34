"""What each response leaves standing: coverage, verdicts and statuses."""
