namespace JobLogs.Server.Handlers.Command;

/// <summary>
/// What the handler itself says in the log of a <c>command</c> run. What a method is given beyond its message becomes the entry's details.
/// Arguments are not among them: they may be secret.
/// </summary>
internal static partial class CommandLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Starting {name}")]
    public static partial void Begins(ILogger logger, string name, string program, int arguments, string? working_directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "The command ended with exit code {exit_code}")]
    public static partial void Ends(ILogger logger, int exit_code, long stdout_bytes, long stderr_bytes, long duration_ms);

    [LoggerMessage(Level = LogLevel.Error, Message = "The command ended with exit code {exit_code}")]
    public static partial void Fails(ILogger logger, int exit_code, long stdout_bytes, long stderr_bytes, string error_code, long duration_ms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The command (process {process_id}) and whatever it started are told to stop, and killed {stop_seconds} s later")]
    public static partial void Stops(ILogger logger, int process_id, double stop_seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{processes} processes of the command could not be killed")]
    public static partial void CannotStop(ILogger logger, int processes, string error_code);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The command ended, but something that it started lives on and holds its output open; what that writes from now on isn't kept")]
    public static partial void HeldOpen(ILogger logger, string error_code);
}
