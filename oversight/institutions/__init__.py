"""机构：行政区划、机构、届次、代表、单位及其任期。 Places, bodies, terms, persons, units, all dated."""
