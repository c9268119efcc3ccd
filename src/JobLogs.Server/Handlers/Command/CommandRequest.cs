using System.Text.Json;
using JobLogs.Protocol;
using JobLogs.Server.Http;

namespace JobLogs.Server.Handlers.Command;

/// <summary>What a run of a <c>command</c> job was asked to do.</summary>
/// <param name="Program">The absolute path of an allowed program.</param>
/// <param name="Arguments">What it is given; no shell looks at it.</param>
/// <param name="WorkingDirectory">Where it starts; null for the default.</param>
/// <param name="Environment">Variables that it gets besides those that every command gets.</param>
/// <param name="SuccessExitCodes">The exit codes that mean success.</param>
/// <param name="ErrorLevel">The level of what it writes to standard error.</param>
internal sealed record CommandRequest(
    string Program,
    IReadOnlyList<string> Arguments,
    string? WorkingDirectory,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    IReadOnlyList<int> SuccessExitCodes,
    JobLogLevel ErrorLevel)
{
    private const int MaxExitCodes = 64;

    /// <summary>Reads a job's parameters and notes what is wrong with them; null when something is.</summary>
    public static CommandRequest? Read(JsonFields fields, CommandOptions options)
    {
        var program = ReadProgram(fields, options);
        var arguments = fields.Texts("arguments");
        var folder = ReadFolder(fields);
        var environment = CommandEnvironment.Read(fields);
        var codes = ReadExitCodes(fields);
        var level = ReadLevel(fields);
        return program is null || arguments is null || environment is null || fields.Problem() is not null
            ? null
            : new CommandRequest(program, arguments, folder, environment, codes, level);
    }

    private static string? ReadProgram(JsonFields fields, CommandOptions options)
    {
        var program = fields.Text("program");
        if (options.AllowedPrograms.Count == 0)
        {
            fields.Wrong("program", $"can't be run: this server runs no commands. The setting {CommandOptions.ProgramsKey} allows them, a comma list of the absolute paths of the programs that jobs may run.");
        }
        else if (program is null)
        {
            if (!fields.IsWrong("program"))
            {
                fields.Wrong("program", $"is required: the absolute path of a program, for example \"{options.AllowedPrograms[0]}\".");
            }
        }
        else if (!options.AllowedPrograms.Contains(program, StringComparer.Ordinal))
        {
            fields.Wrong("program", $"is none of the programs that the setting {CommandOptions.ProgramsKey} allows, letter for letter: {string.Join(", ", options.AllowedPrograms)}.");
        }
        else
        {
            return program;
        }

        return null;
    }

    private static string? ReadFolder(JsonFields fields)
    {
        if (fields.Text("working_directory") is not { } folder)
        {
            return null;
        }

        if (folder.Contains('\0') || !Path.IsPathFullyQualified(folder))
        {
            fields.Wrong("working_directory", "must be an absolute path, such as \"/var/lib/reports\".");
        }

        return folder;
    }

    private static int[] ReadExitCodes(JsonFields fields)
    {
        if (!fields.TryGet("success_exit_codes", JsonValueKind.Array, "an array of exit codes, such as [0, 1]", out var array))
        {
            return [0];
        }

        var codes = array.EnumerateArray().Select(code => code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : -1).ToArray();
        if (codes.Length is 0 or > MaxExitCodes || codes.Any(code => code is < 0 or > 255))
        {
            fields.Wrong("success_exit_codes", $"must have 1 to {MaxExitCodes} whole numbers from 0 to 255, such as [0, 1].");
        }

        return codes;
    }

    private static JobLogLevel ReadLevel(JsonFields fields)
    {
        if (fields.Text("stderr_level") is not { } text)
        {
            return JobLogLevel.Warning;
        }

        if (!LevelNames.TryParse(text, out var level))
        {
            fields.Wrong("stderr_level", $"is no level; they are {LevelNames.Known}.");
        }

        return level;
    }
}
