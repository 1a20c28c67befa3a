"""A copy of the reviewed file with the findings written on the words that they rest on."""
