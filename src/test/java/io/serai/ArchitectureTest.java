package io.serai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.serai.error.ServiceException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;

/** The rules of the house; there are six at most. */
@AnalyzeClasses(packages = "io.serai", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {
        "io.serai.llm..", "io.serai.image..", "io.serai.tts..", "io.serai.storage..", "io.serai.cache.."
    };
    private static final String[] VENDORS = {
        "io.serai.openai..", "io.serai.qiniu..", "io.serai.redis..", "io.serai.local.."
    };

    @ArchTest
    static final ArchRule a_service_never_imports_a_vendor_or_a_door = noClasses()
            .that(resideInAnyPackage(SERVICES))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(VENDORS).or(resideInAnyPackage("io.serai.door..", "io.serai.recipe..")));

    @ArchTest
    static final ArchRule error_meter_and_config_import_nothing_of_ours = noClasses()
            .that(resideInAnyPackage("io.serai.error..", "io.serai.meter..", "io.serai.config.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.serai..")
                    .and(com.tngtech.archunit.base.DescribedPredicate.not(
                            resideInAnyPackage("io.serai.error..", "io.serai.meter..", "io.serai.config.."))));

    @ArchTest
    static final ArchRule a_vendor_never_imports_a_door_or_another_vendor_s_client = noClasses()
            .that(resideInAnyPackage(VENDORS))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.serai.door..", "io.serai.recipe..", "io.serai.sandbox.."));

    @ArchTest
    static final ArchRule routes_are_written_in_classes_named_routes_and_policies = classes()
            .that()
            .areAssignableTo(RouteBuilder.class)
            .or()
            .areAssignableTo(RouteConfigurationBuilder.class)
            .should()
            .haveSimpleNameEndingWith("Routes")
            .orShould()
            .haveSimpleNameEndingWith("Policy");

    @ArchTest
    static final ArchRule the_tree_of_exceptions_has_final_leaves = classes()
            .that()
            .areAssignableTo(ServiceException.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .resideInAPackage("io.serai.error");

    @ArchTest
    static final ArchRule only_the_program_prints_and_exits = noClasses()
            .that()
            .doNotBelongToAnyOf(SeraiMain.class, Banner.class)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
