namespace JobLogs.Storage.Tests.PostgreSql;

/// <summary>When a connection is cut.</summary>
public enum Cut
{
    /// <summary>Never.</summary>
    None,

    /// <summary>The client has sent its COMMIT, and the server never gets it.</summary>
    BeforeTheServerHears,

    /// <summary>The server has committed, and the client never hears of it.</summary>
    AfterTheServerAnswered,
}
