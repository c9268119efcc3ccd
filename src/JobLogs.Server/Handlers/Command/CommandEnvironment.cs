using JobLogs.Protocol.Ids;
using JobLogs.Server.Http;
using JobLogs.Server.Runs;

namespace JobLogs.Server.Handlers.Command;

/// <summary>
/// The environment of a command: a few variables of the server's own, what says which run it is, and what the job gives. Nothing else is
/// inherited, so that no setting of the server, and no secret among them, gets there.
/// </summary>
internal static class CommandEnvironment
{
    /// <summary>The variable that names the run; whatever a command starts inherits it, which is how it is found again.</summary>
    public const string RunId = "JOBLOGS_RUN_ID";

    private const string Own = "JOBLOGS_";

    private static readonly string[] Inherited = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

    // With these a job could make an allowed program load or run what the administrator has not allowed.
    private static readonly string[] LoaderPrefixes = ["LD_", "DYLD_"];
    private static readonly HashSet<string> Loaders = new(StringComparer.Ordinal)
    {
        "PATH", "IFS", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PS4", "PROMPT_COMMAND", "GCONV_PATH", "HOSTALIASES", "LOCPATH", "NLSPATH",
        "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PERL5LIB", "PERLLIB", "PERL5OPT", "PERL5DB", "RUBYLIB", "RUBYOPT", "NODE_OPTIONS", "NODE_PATH",
        "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH", "DOTNET_STARTUP_HOOKS", "CORECLR_PROFILER_PATH", "GIT_SSH_COMMAND",
        "GIT_EXTERNAL_DIFF", "EDITOR", "VISUAL", "PAGER",
    };

    /// <summary>Reads what a job gives; null when it is wrong.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(JsonFields fields)
    {
        var given = fields.TextMap("environment", "{\"REGION\": \"eu\"}");
        foreach (var (name, _) in given ?? [])
        {
            if (Fault(name) is { } fault)
            {
                fields.Wrong("environment", $"'{QueryReader.Shown(name)}' {fault}");
            }
        }

        return given;
    }

    /// <summary>The whole environment of a run's command.</summary>
    public static Dictionary<string, string> Of(CommandRequest request, JobContext context)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                all[name] = value;
            }
        }

        foreach (var (name, value) in request.Environment)
        {
            all[name] = value;
        }

        all[RunId] = RunIdText.ToText(context.Run.Id.Number);
        all["JOBLOGS_JOB_ID"] = JobIdText.ToText(context.Run.Job.Number);
        all["JOBLOGS_JOB_NAME"] = context.Job.Name;
        all["JOBLOGS_ATTEMPT"] = context.Run.Attempt.ToString();
        return all;
    }

    private static string? Fault(string name)
    {
        if (name.Length == 0 || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || char.IsAsciiDigit(name[0]))
        {
            return "is no name of a variable: it must have letters, digits and _ only, and begin with no digit.";
        }

        if (name.StartsWith(Own, StringComparison.Ordinal))
        {
            return $"begins with {Own}, which the server's own variables do.";
        }

        return Loaders.Contains(name) || LoaderPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            ? "can't be set by a job: it could make an allowed program run another. Set it in a script, and allow that."
            : null;
    }
}
