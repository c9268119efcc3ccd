using JobLogs.Cli.Output;

namespace JobLogs.Tests.Cli.Output;

public sealed class TableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_Chinese_takes_two_columns()
    {
        var table = new Table("name", "status");
        table.Add("备份", "completed");
        table.Add("nightly", "failed");

        Plain.Of(table.WriteTo).ShouldBe("""
            NAME     STATUS
            备份     completed
            nightly  failed

            """);
    }

    [Fact]
    public void Comma_separated_cells_are_quoted_where_they_must_be()
    {
        var table = new Table("a", "b", "c");
        table.Add("x,y", "says \"no\"", "two\nlines");
        table.Add("plain");

        Plain.Of(table.WriteCsvTo).ShouldBe("a,b,c\n\"x,y\",\"says \"\"no\"\"\",\"two\nlines\"\nplain,,\n");
    }

    [Theory]
    [InlineData("ascii", 5)]
    [InlineData("搜索", 4)]
    [InlineData("한국", 4)]
    [InlineData("🚀", 2)]
    [InlineData("é", 1)]
    public void A_text_has_a_width_on_a_terminal(string text, int width) => Table.DisplayWidth(text).ShouldBe(width);
}
