namespace JobLogs.Server.Http;

/// <summary>A query parameter as the OpenAPI document shows it; <see cref="QueryReader"/> is what reads it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, with its default and limits.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Required">Whether the call is refused without it.</param>
internal sealed record QueryParameter(
    string Name, string Description, QueryParameterKind Kind = QueryParameterKind.Text, bool Required = false);
