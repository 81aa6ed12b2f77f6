"""What can go wrong with imports of old hours."""

from services.platform.errors import DomainError, Text


class ImportNotApplied(DomainError):
    title = Text(zh="该导入没有入账", en="The import was not applied")
    detail = Text(
        zh="该导入是试导入或含有错误,账簿中没有它的台账行",
        en="The import was a dry run or had faults: nothing of it stands in the book",
    )


class ImportUndone(DomainError):
    title = Text(zh="该导入已撤销", en="The import has been undone")
    detail = Text(zh="该导入已于 {undone_at} 撤销", en="The import was undone at {undone_at}")
