using System.Globalization;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Handlers.Command;

/// <summary>Which programs jobs may run, and how they are stopped.</summary>
internal sealed record CommandOptions
{
    /// <summary>The setting that names the programs.</summary>
    public const string ProgramsKey = "COMMAND_ALLOWED_PROGRAMS";

    private const string StopKey = "COMMAND_STOP_SECONDS";
    private const int MaxStopSeconds = 300;

    /// <summary>
    /// The absolute paths of the programs that jobs may run, exactly as jobs name them; none by default: then no job can be made that runs one. A path
    /// that isn't absolute or normal, or where there is no file, stops the start.
    /// </summary>
    public IReadOnlyList<string> AllowedPrograms { get; init; } = [];

    /// <summary>
    /// How long a command has between being told to stop (SIGTERM) and being killed: 5 s; 0 to 300 s. Keep it below <c>Runs:GraceSeconds</c>, or the run ends
    /// before the command has.
    /// </summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads and checks the settings; an empty value counts as not set.</summary>
    /// <exception cref="SettingException">A setting can't work.</exception>
    public static CommandOptions From(IConfiguration configuration)
    {
        var options = new CommandOptions
        {
            AllowedPrograms =
            [
                .. (configuration[ProgramsKey] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(CheckProgram),
            ],
        };
        if (options.AllowedPrograms.Count > 0 && OperatingSystem.IsWindows())
        {
            throw new SettingException(ProgramsKey, "commands are run on Linux and macOS only; leave the setting out.");
        }

        return configuration[StopKey] is { } text && !string.IsNullOrWhiteSpace(text) ? options with { StopTime = CheckStopTime(text) } : options;
    }

    private static string CheckProgram(string path)
    {
        if (!Path.IsPathFullyQualified(path) || Path.GetFullPath(path) != path)
        {
            throw new SettingException(
                ProgramsKey, $"'{path}' is no absolute path without '.', '..' and '//'; write it out, as in {ProgramsKey}=/usr/local/bin/backup.sh,/usr/bin/pg_dump.");
        }

        return File.Exists(path) ? path : throw new SettingException(ProgramsKey, $"there is no file '{path}'.");
    }

    private static TimeSpan CheckStopTime(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxStopSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException(StopKey, $"'{text}' is not a whole number of seconds from 0 to {MaxStopSeconds}.");
}
