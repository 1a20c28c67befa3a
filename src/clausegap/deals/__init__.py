"""Several documents reviewed as one: a framework agreement with its orders, schedules, amendments and NDAs."""
