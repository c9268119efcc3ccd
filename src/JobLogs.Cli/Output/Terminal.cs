using System.Text;

namespace JobLogs.Cli.Output;

/// <summary>The only place that writes: results to standard output, everything else to standard error.</summary>
internal static class Terminal
{
#pragma warning disable RS0030 // This is the CLI's output.
    /// <summary>Results. Buffered: flushed when a command waits or ends.</summary>
    public static TextWriter Out { get; } = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 32 * 1024) { AutoFlush = false };

    /// <summary>Everything that isn't a result.</summary>
    public static TextWriter Error { get; } = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false), 1024) { AutoFlush = true };

    /// <summary>What the user types.</summary>
    public static TextReader In => Console.In;

    /// <summary>Standard output, byte by byte.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();

    /// <summary>Standard error, byte by byte.</summary>
    public static Stream OpenError() => Console.OpenStandardError();

    /// <summary>Whether a person reads the results.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected;

    /// <summary>Whether a person types.</summary>
    public static bool IsTyped => !Console.IsInputRedirected;

    /// <summary>Whether bars may be drawn on standard error.</summary>
    public static bool HasBars => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null);

    /// <summary>Characters in a line.</summary>
    public static int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 20 and var width ? width : 80;
            }
            catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
            {
                return 80;
            }
        }
    }

    /// <summary>Reads a line without showing it, where a person types it.</summary>
    public static string? ReadSecret(string prompt)
    {
        if (!IsTyped)
        {
            return In.ReadLine();
        }

        Error.Write(prompt);
        var text = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Error.WriteLine();
                    return text.ToString();
                case ConsoleKey.Backspace:
                    text.Length = Math.Max(0, text.Length - 1);
                    break;
                default:
                    text.Append(key.KeyChar);
                    break;
            }
        }
    }
#pragma warning restore RS0030

    /// <summary>Whether results are coloured: on a terminal, unless NO_COLOR is set.</summary>
    public static bool HasColour => IsInteractive && !IsSet("NO_COLOR") && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Says something that isn't a result.</summary>
    public static void Complain(string text) => Error.WriteLine("joblogs: " + text);

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
