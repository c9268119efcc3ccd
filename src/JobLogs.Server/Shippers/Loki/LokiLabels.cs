using System.Text;

namespace JobLogs.Server.Shippers.Loki;

/// <summary>Reads labels as they stand in the binary form: <c>{job="nightly", level="info"}</c>.</summary>
internal static class LokiLabels
{
    /// <summary>The labels.</summary>
    /// <exception cref="FormatException">These are none.</exception>
    public static LokiStream Parse(string text)
    {
        var labels = new List<KeyValuePair<string, string>>();
        var rest = text.AsSpan().Trim();
        if (rest.Length < 2 || rest[0] != '{' || rest[^1] != '}')
        {
            throw Malformed(text);
        }

        rest = rest[1..^1].Trim();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                throw Malformed(text);
            }

            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..].TrimStart();
            labels.Add(new(name, TakeQuoted(ref rest, text)));
            rest = rest.TrimStart();
            if (!rest.IsEmpty)
            {
                rest = rest[0] == ',' ? rest[1..].TrimStart() : throw Malformed(text);
            }
        }

        return new LokiStream(labels);
    }

    private static string TakeQuoted(ref ReadOnlySpan<char> rest, string text)
    {
        if (rest.IsEmpty || rest[0] != '"')
        {
            throw Malformed(text);
        }

        var value = new StringBuilder();
        for (var index = 1; index < rest.Length; index++)
        {
            switch (rest[index])
            {
                case '"':
                    rest = rest[(index + 1)..];
                    return value.ToString();
                case '\\' when index + 1 < rest.Length:
                    value.Append(rest[++index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
                    break;
                default:
                    value.Append(rest[index]);
                    break;
            }
        }

        throw Malformed(text);
    }

    private static FormatException Malformed(string text) =>
        new($"'{Http.QueryReader.Shown(text)}' are no labels such as {{job=\"nightly\", level=\"info\"}}.");
}
