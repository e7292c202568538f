"""相似文本: which short texts say nearly the same, with a score and the fragments they share."""

from text_matching.index import TextIndex
from text_matching.similar import Similar, find_similar

__all__ = ["Similar", "TextIndex", "find_similar"]
