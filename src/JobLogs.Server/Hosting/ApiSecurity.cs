using JobLogs.Server.Http;
using JobLogs.Storage.Model;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace JobLogs.Server.Hosting;

/// <summary>Says in the OpenAPI document how a key is shown, and which role each call needs.</summary>
internal sealed class ApiSecurity : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    private const string Key = "key";

    /// <inheritdoc />
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key, jlk_…, once the server has one. Roles: viewer, writer, operator, admin; each may do what those before it may.",
        };
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var declared = context.Description.ActionDescriptor.EndpointMetadata.OfType<EndpointRole>().LastOrDefault();
        if (declared is { Least: { } least })
        {
            operation.Description = $"{operation.Description} Needs the role {least.ToText()}.".TrimStart();
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }
}
