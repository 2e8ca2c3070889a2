"""The concerns: (Article) -> models, a room each. They never meet: the pipeline hands over what one needs."""
