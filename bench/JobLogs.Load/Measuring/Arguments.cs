using System.Globalization;

namespace JobLogs.Load.Measuring;

/// <summary>What was given on the command line, over the defaults.</summary>
internal sealed class Arguments
{
    /// <summary>Options of every mode.</summary>
    public static readonly IReadOnlyList<Option> Common =
    [
        new("rounds", "3", "rounds, interleaved with the raw limit; medians are told"),
        new("url", "", "measure this server, not one of our own (then its memory and its file can't be looked at)"),
        new("server", "", "the joblogs-server.dll, or a published joblogs-server, to start; default: the one that was built with this program"),
        new("server-log", "", "a file that takes what our server says"),
        new("database", "", "the DATABASE_URL of the server that is started, an empty database; default: a SQLite file in the folder"),
        new("folder", "", "where databases go; default: the system's folder for temporary files. Use a real disk"),
    ];

    private readonly Dictionary<string, string> _values;

    private Arguments(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads <c>--name value</c>, <c>--name=value</c> and switches.</summary>
    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public static Arguments Read(IReadOnlyList<Option> own, ReadOnlySpan<string> given)
    {
        Option[] options = [.. own, .. Common];
        var values = options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        for (var i = 0; i < given.Length; i++)
        {
            var parts = given[i].Split('=', 2);
            var option = Array.Find(options, option => "--" + option.Name == parts[0])
                ?? throw new UsageException($"'{given[i]}' is not an option here. There are: {string.Join(' ', options.Select(o => "--" + o.Name))}");
            values[option.Name] = parts.Length == 2 ? parts[1]
                : option.IsSwitch ? "true"
                : ++i < given.Length ? given[i]
                : throw new UsageException($"--{option.Name} needs a value, for example --{option.Name} {option.Default}");
        }

        return new Arguments(values);
    }

    /// <summary>What was given, or the default.</summary>
    public string Text(string name) => _values[name];

    /// <summary>Whether a switch was given.</summary>
    public bool IsSet(string name) => _values[name] == "true";

    /// <summary>A whole number, at least 1.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public int Number(string name) =>
        int.TryParse(_values[name], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"--{name} is a whole number from 1 on, for example --{name} 3; '{_values[name]}' is not.");
}
