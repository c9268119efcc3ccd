using System.Text.Json;

namespace JobLogs.Protocol.Alerts;

/// <summary>Somebody to tell, and how.</summary>
public sealed record NotifierDocument
{
    /// <summary>Its id, <c>ntf_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; unique.</summary>
    public required string Name { get; init; }

    /// <summary><c>webhook</c>, <c>email</c>, <c>slack</c>, <c>feishu</c>, <c>dingtalk</c>, <c>wecom</c>, or another that the server knows.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it is told anything.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What its type needs; what is secret reads as <c>"***"</c>, which written back keeps the value.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Seconds that a notification waits for further changes to go with it; 0 sends each by itself.</summary>
    public required int GroupSeconds { get; init; }

    /// <summary>Seconds that one try may take.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
