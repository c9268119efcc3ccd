using JobLogs.Storage.Model;

namespace JobLogs.Server.Http;

/// <summary>Who may make a call: the least role, or everybody when it is null. An endpoint that says nothing is for admins.</summary>
internal sealed record EndpointRole(Role? Least);
