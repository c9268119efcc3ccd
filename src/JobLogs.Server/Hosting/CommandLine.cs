using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting;

/// <summary>The command line as the configuration reads it: <c>--name value</c>, <c>--name=value</c>, and flags that stand alone.</summary>
internal static class CommandLine
{
    private static readonly string[] LoneFlags = ["--insecure"];

    /// <summary>The arguments, each flag with its value.</summary>
    /// <exception cref="SettingException">An argument is no setting.</exception>
    public static string[] Normalise(IReadOnlyList<string> args)
    {
        var result = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            if (!arg.StartsWith("--", StringComparison.Ordinal) || arg.Length == 2)
            {
                throw new SettingException(arg, "is no setting; write settings as --port 8000.");
            }

            result.Add(arg);
            if (arg.Contains('='))
            {
                continue;
            }

            if (LoneFlags.Contains(arg))
            {
                result[^1] = arg + "=true";
            }
            else if (i + 1 < args.Count)
            {
                result.Add(args[++i]);
            }
            else
            {
                throw new SettingException(arg, "has no value; write it as --port 8000.");
            }
        }

        return [.. result];
    }
}
