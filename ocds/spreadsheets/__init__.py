"""Flattened OCDS: releases as sheets of a workbook (XLSX, ODS, CSV), and back, with the cell behind every value.

Our own reading and writing of the form that publishers know from flatten-tool: that library keeps its data in an
object database and depends on packages that have no wheels.
"""
