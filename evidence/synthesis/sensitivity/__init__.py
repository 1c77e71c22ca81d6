"""Whether a conclusion stands when studies, events or the model are changed."""
