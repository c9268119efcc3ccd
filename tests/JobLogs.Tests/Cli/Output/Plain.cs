using System.Text.RegularExpressions;

namespace JobLogs.Tests.Cli.Output;

/// <summary>What is written, without colours: where the tests run on a terminal there are some.</summary>
internal static partial class Plain
{
    public static string Of(Action<TextWriter> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output);
        return Colours().Replace(output.ToString(), "");
    }

    [GeneratedRegex("\e\\[[0-9;]*m", RegexOptions.None, 1000)]
    private static partial Regex Colours();
}
