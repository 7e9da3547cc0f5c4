"""People worth recommending: the mechanic, the doctor, the electrician of each part of town. They are no customers."""
