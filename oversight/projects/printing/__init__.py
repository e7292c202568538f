"""候选项目的印刷件: booklet, poster and screen card, typeset by Typst from the frozen list; knows no workflow."""
