"""总装：设置、地址、接口、命令行与“后续动作”清单。 Settings, addresses, API, command line, reactions."""
