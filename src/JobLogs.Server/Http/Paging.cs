namespace JobLogs.Server.Http;

/// <summary>The part of a list that is asked for.</summary>
/// <param name="Skip">Items to pass over.</param>
/// <param name="Limit">Items to return at most; 1 to 1,000.</param>
internal readonly record struct Paging(long Skip, int Limit)
{
    /// <summary>The parameters, for the description of a call.</summary>
    public static readonly QueryParameter[] Parameters =
    [
        new("skip", "Items to pass over; 0.", QueryParameterKind.Integer),
        new("limit", "Items to return at most: 1 to 1000; 100.", QueryParameterKind.Integer),
    ];

    /// <summary>Reads <c>skip</c> (0) and <c>limit</c> (100).</summary>
    public static Paging Read(QueryReader query) =>
        new(query.Integer("skip", 0, long.MaxValue) ?? 0, query.Integer("limit", 100, 1, 1000));

    /// <summary>Whether more follow after a page of this many.</summary>
    public bool HasMore(int count, long total) => Skip + count < total;
}
