using System.Text;

namespace JobLogs.Cli.Output;

/// <summary>Rows under a head: in columns for people, or comma-separated.</summary>
internal sealed class Table(params string[] head)
{
    private const string Gap = "  ";
    private static readonly System.Buffers.SearchValues<char> MustBeQuoted = System.Buffers.SearchValues.Create(",\"\r\n");
    private readonly List<(string Text, Func<string, string>? Colour)[]> _rows = [];

    /// <summary>Adds a row; cells that are left out at its end are empty.</summary>
    public void Add(params string?[] cells) => Add(-1, static text => text, cells);

    /// <summary>Adds a row of which one cell is coloured.</summary>
    public void Add(int coloured, Func<string, string> colour, params string?[] cells) =>
        _rows.Add([.. head.Select((_, column) => (column < cells.Length ? cells[column] ?? "" : "", column == coloured ? colour : null))]);

    /// <summary>Whether it has no rows.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Writes it as a result.</summary>
    public void Write(OutputFormat format)
    {
        if (format == OutputFormat.Csv)
        {
            WriteCsvTo(Terminal.Out);
        }
        else
        {
            WriteTo(Terminal.Out);
        }
    }

    /// <summary>Writes it in columns.</summary>
    public void WriteTo(TextWriter output)
    {
        var widths = head.Select((title, column) => _rows.Select(row => DisplayWidth(row[column].Text)).Append(title.Length).Max()).ToArray();
        output.WriteLine(Colour.Dim(Line(head.Select(static title => (title.ToUpperInvariant(), (Func<string, string>?)null)), widths)));
        foreach (var row in _rows)
        {
            output.WriteLine(Line(row, widths));
        }
    }

    /// <summary>Writes it comma-separated.</summary>
    public void WriteCsvTo(TextWriter output)
    {
        output.WriteLine(string.Join(',', head.Select(Csv)));
        foreach (var row in _rows)
        {
            output.WriteLine(string.Join(',', row.Select(static cell => Csv(cell.Text))));
        }
    }

    /// <summary>One value as a cell of a comma-separated line.</summary>
    public static string Csv(string? value) => value is null
        ? ""
        : value.AsSpan().ContainsAny(MustBeQuoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    /// <summary>Columns that a text takes on a terminal: Chinese and the like take two a letter.</summary>
    public static int DisplayWidth(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
                    or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF
                    or >= 0x20000 and <= 0x3FFFD => 2,
                _ => 1,
            };
        }

        return width;
    }

    private static string Line(IEnumerable<(string Text, Func<string, string>? Colour)> cells, int[] widths)
    {
        var line = new StringBuilder();
        var column = 0;
        foreach (var (text, colour) in cells)
        {
            line.Append(column == 0 ? "" : Gap).Append(colour is null ? text : colour(text));
            line.Append(' ', widths[column] - DisplayWidth(text));
            column++;
        }

        return line.ToString().TrimEnd();
    }
}
