using JobLogs.Protocol;
using JobLogs.Server.Settings;
using Microsoft.Extensions.Logging.Console;

namespace JobLogs.Server.Hosting;

/// <summary>The server's own log: single lines on standard output, from <c>LOG_LEVEL</c> upwards.</summary>
internal static class ServerLog
{
    /// <summary>Sets it up.</summary>
    /// <exception cref="SettingException"><c>LOG_LEVEL</c> is no level.</exception>
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });

        var text = builder.Configuration["LOG_LEVEL"];
        var level = string.IsNullOrEmpty(text) ? JobLogLevel.Info
            : LevelNames.TryParse(text, out var parsed) ? parsed
            : throw new SettingException("LOG_LEVEL", $"'{text}' is no level; the levels are DEBUG, INFO, WARNING, ERROR and CRITICAL.");
        Filter(builder.Logging, LogLevel.Debug + (int)level);
    }

    private static void Filter(ILoggingBuilder logging, LogLevel level)
    {
        // What a handler logs belongs into its run, at every level, and not into the server's own log.
        logging.AddJobLogs();
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddFilter<ConsoleLoggerProvider>(null, level);
        logging.AddFilter<ConsoleLoggerProvider>("JobLogs.Server.Handlers", LogLevel.None);

        // The framework tells of each request at Information: more than the server's own few lines.
        var framework = level <= LogLevel.Debug ? LogLevel.Debug : LogLevel.Warning;
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore", framework);
        logging.AddFilter<ConsoleLoggerProvider>("System.Net.Http.HttpClient", framework);

        // It writes whole addresses, and a ticket stands in some. RequestLog tells of requests without.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }
}
