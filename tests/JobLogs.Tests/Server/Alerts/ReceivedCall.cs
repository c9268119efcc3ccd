using System.Text.Json;

namespace JobLogs.Tests.Server.Alerts;

/// <summary>A call that a receiver got.</summary>
internal sealed record ReceivedCall(string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonElement.Parse(Body);
}
