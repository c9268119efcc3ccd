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
        var names = TakenNames();
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

    // Beside the query parameters: what stands beside a subscription's filter, and in a search's.
    private static HashSet<string> TakenNames()
    {
        QueryParameter[] parameters =
            [.. LogParameters.History, .. LogParameters.Realtime, .. LogParameters.Statistics, .. LogParameters.Facets, .. LogParameters.Export];
        return [.. parameters.Select(parameter => parameter.Name), .. EventStreamRequest.NoFilters, "job_id"];
    }
}
