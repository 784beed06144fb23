import polars as pl

from checks.quality.check import ProcessCheck, Tables
from checks.quality.statuses import held
from ocds.codes import coded
from ocds.messages import marked


class ProcurementMethodVsNumberOfTenderers(ProcessCheck, frozen=True, kw_only=True):
    """A direct award has no more than one tenderer.

    ## Why

    Where several firms competed, the award was not direct. Shares of direct awards, and every indicator that looks at
    competitive procedures alone, depend on the method.

    ## Method

    A tender whose method is `direct`, or a local word for it, passes where `numberOfTenderers` is 0 or 1.

    ## Does not apply

    To other methods, and where the method or the number of tenderers is missing.

    ## Cannot be assessed

    Where there is another number than 0 or 1, and the method is a word that nobody has mapped to a code.

    ## Innocent explanations

    The buyer asked several firms for a price before awarding directly, as many laws demand: `limited` is the method
    meant for that.

    ## Example

    A direct award has three tenderers.
    """

    id = "coherent.procurement_method_vs_number_of_tenderers"
    title = marked("Direct awards have one tenderer")
    says = marked("The procedure is direct and has another number of tenderers than one: %(value)s.")
    cure = marked("Give the procedure the method limited if several firms were asked, or mend the number.")
    lacking = marked("The method is not direct, or the number of tenderers is missing.")
    references = (
        "Open Contracting Partnership, Pelican, compiled release checks: procurement method vs number of tenderers",
        "OCDS 1.1, codelist method",
    )

    def applications(self, tables: Tables) -> pl.LazyFrame:
        number = pl.col("number_of_tenderers")
        tenders = coded("process", tables.scan("process"), tables.words).filter(number.is_not_null())
        tenders = tenders.select("process", "method", "method_word", "number_of_tenderers")
        return held(tenders, "method", ("direct",), number.is_in([0, 1])).select(
            "process",
            "ok",
            pointer=pl.lit("/tender/numberOfTenderers"),
            value=pl.format("{} ({})", number, "method_word"),
        )
