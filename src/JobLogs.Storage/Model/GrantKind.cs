namespace JobLogs.Storage.Model;

/// <summary>What somebody with a key got in its place.</summary>
public enum GrantKind : byte
{
    /// <summary>A session of the web page, in a cookie.</summary>
    Session = 1,

    /// <summary>A ticket for one stream, in an address.</summary>
    Ticket = 2,
}
