namespace JobLogs.Server.Shippers.Elastic;

/// <summary>What clients of Elasticsearch ask before they send: the product and its version.</summary>
internal static class ElasticProduct
{
    // Of the protocol that is spoken here; official clients refuse a server whose major version they don't know.
    private const string Greeting = """
        {"name":"joblogs","cluster_name":"joblogs","cluster_uuid":"_na_","version":{"number":"8.17.0","build_flavor":"default","build_type":"joblogs","build_hash":"unknown","build_date":"1970-01-01T00:00:00.000Z","build_snapshot":false,"lucene_version":"9.12.0","minimum_wire_compatibility_version":"7.17.0","minimum_index_compatibility_version":"7.0.0"},"tagline":"You Know, for Search"}
        """;

    /// <summary>The answer to a greeting.</summary>
    public static IResult Greet(HttpResponse response)
    {
        Mark(response);
        return TypedResults.Text(Greeting, "application/json");
    }

    /// <summary>Without this header official clients refuse every answer.</summary>
    public static void Mark(HttpResponse response) => response.Headers["X-Elastic-Product"] = "Elasticsearch";
}
