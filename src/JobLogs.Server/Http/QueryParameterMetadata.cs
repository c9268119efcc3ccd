using Microsoft.OpenApi;

namespace JobLogs.Server.Http;

/// <summary>Says in the OpenAPI document which query parameters a call has, since the calls read them themselves.</summary>
internal static class QueryParameterMetadata
{
    /// <summary>Describes the parameters of a call.</summary>
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var parameter in parameters)
            {
                operation.Parameters.Add(Describe(parameter));
            }

            return Task.CompletedTask;
        });

    private static OpenApiParameter Describe(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Required = parameter.Required,
        Schema = parameter.Kind switch
        {
            QueryParameterKind.Integer => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            QueryParameterKind.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            QueryParameterKind.Time => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };
}
