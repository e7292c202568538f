"""公文：起草、核稿、会签、签发、用印、印发、归档。 Official papers, their sign-off, numbers and archive."""
