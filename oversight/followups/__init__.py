"""承诺与整改：责任单位、期限、证据、另一人核实。 Promises, rectifications and instructions, verified by another."""
