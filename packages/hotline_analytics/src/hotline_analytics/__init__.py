"""Analysis of a citizens' hotline (热线): import, store, measures, grading. No web framework."""
