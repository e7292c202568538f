"""监督案件：来源、研判、方式、决定、通知。 A case from its origin to the decision and the notice."""
