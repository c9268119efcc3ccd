using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Live.EventStreams;
using JobLogs.Server.Logs;
using JobLogs.Server.Settings;
using JobLogs.Storage.Filters;

namespace JobLogs.Server.Hosting;

/// <summary>Looks at what was registered, when the server starts rather than when somebody first asks for it.</summary>
internal static class PartsCheck
{
    // Beside the query parameters: what filters in a body have, and what stands beside a subscription's.
    private static readonly IEnumerable<string> Taken = ((QueryParameter[][])[LogParameters.History, LogParameters.Realtime, LogParameters.Statistics, LogParameters.Facets, LogParameters.Export])
        .SelectMany(parameters => parameters).Select(parameter => parameter.Name).Concat(EventStreamRequest.NoFilters).Append("job_id");

    /// <summary>Makes all parts, each of which refuses a name that is none, or is taken.</summary>
    /// <exception cref="RegistrationException">One is.</exception>
    public static void Run(IServiceProvider services)
    {
        services.GetRequiredService<HandlerRegistry>();
        services.GetRequiredService<NotifierRegistry>();
        CheckFields(services.GetRequiredService<FilterReader>().Added);
    }

    private static void CheckFields(IReadOnlyList<FilterField> fields)
    {
        var names = new HashSet<string>(Taken, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            PartName.Check(field, "the name", field.Name);
            if (!names.Add(field.Name))
            {
                var other = fields.FirstOrDefault(other => other != field && other.Name == field.Name);
                throw new RegistrationException(
                    field, $"has the name '{field.Name}', which {(other is null ? "calls that read logs have already" : other.GetType().Name + " has")}.");
            }
        }
    }
}
