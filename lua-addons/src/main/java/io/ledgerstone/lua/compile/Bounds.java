package io.ledgerstone.lua.compile;

import io.ledgerstone.lua.runtime.Joint;
import io.ledgerstone.lua.runtime.Machine;
import io.ledgerstone.lua.runtime.Ops;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Rewrites one class that LuaJ's generator made from a Lua function.
 *
 * <p>A step is spent before every jump backwards and at every entry, where the depth is counted too; each return counts it down.
 * Operators go to {@link Ops}, and so do single results: LuaJ would let its marker for "no values" escape into them.
 */
final class Bounds {
    /** The version before stack maps, which neither the generator nor we write; it knows class constants. */
    private static final int JAVA_5 = 49;

    private static final String MACHINE_FIELD = "machine";
    private static final ClassDesc MACHINE = desc(Machine.class);
    private static final ClassDesc CLASSES = desc(AddonClasses.class);
    private static final ClassDesc OPS = desc(Ops.class);
    private static final ClassDesc JOINT = desc(Joint.class);
    private static final ClassDesc VALUE = desc(LuaValue.class);
    private static final ClassDesc VARARGS = desc(Varargs.class);
    private static final ClassDesc TEXT = desc(LuaString.class);
    private static final ClassDesc TABLE = desc(LuaTable.class);
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    /** An operator of ours in place of a method of LuaJ. */
    private record Replacement(String name, MethodTypeDesc type, boolean takesMachine) {}

    private static final Map<String, Replacement> REPLACEMENTS = Map.ofEntries(
            replaced("get(LuaValue)LuaValue", "index", true, VALUE, VALUE, VALUE),
            replaced("set(LuaValue,LuaValue)void", "assign", false, ConstantDescs.CD_void, VALUE, VALUE, VALUE),
            replaced("tableOf(int,int)LuaTable", "table", true, TABLE, ConstantDescs.CD_int, ConstantDescs.CD_int),
            replaced("concat(LuaValue)LuaValue", "concat", true, VALUE, VALUE, VALUE),
            replaced("buffer()Buffer", "last", true, JOINT, VALUE),
            replaced("concat(Buffer)Buffer", "join", false, JOINT, VALUE, JOINT),
            replaced("lt_b(LuaValue)boolean", "less", false, ConstantDescs.CD_boolean, VALUE, VALUE),
            replaced("lteq_b(LuaValue)boolean", "lessOrEqual", false, ConstantDescs.CD_boolean, VALUE, VALUE),
            replaced(
                    "testfor_b(LuaValue,LuaValue)boolean",
                    "goesOn",
                    false,
                    ConstantDescs.CD_boolean,
                    VALUE,
                    VALUE,
                    VALUE),
            replaced("div(LuaValue)LuaValue", "divide", false, VALUE, VALUE, VALUE),
            replaced("tailcallOf(LuaValue,Varargs)Varargs", "tailcall", false, VARARGS, VALUE, VARARGS));

    private final ClassDesc self;

    private Bounds(ClassDesc self) {
        this.self = self;
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.of(type.getName());
    }

    private static Map.Entry<String, Replacement> replaced(
            String signature, String name, boolean takesMachine, ClassDesc result, ClassDesc... parameters) {
        MethodTypeDesc type = MethodTypeDesc.of(result, parameters);
        return Map.entry(
                signature,
                new Replacement(
                        name,
                        takesMachine ? type.insertParameterTypes(parameters.length, MACHINE) : type,
                        takesMachine));
    }

    /** The same class with its bounds. */
    static byte[] put(byte[] generated) {
        ClassFile classFile = ClassFile.of(ClassFile.DebugElementsOption.PASS_DEBUG);
        ClassModel model = classFile.parse(generated);
        Bounds bounds = new Bounds(model.thisClass().asSymbol());
        boolean[] initialized = {false};
        return classFile.transformClass(model, ClassTransform.ofStateful(() -> bounds.new Members(initialized)));
    }

    /** Rewrites the members. */
    private final class Members implements ClassTransform {
        private final boolean[] initialized;

        Members(boolean[] initialized) {
            this.initialized = initialized;
        }

        @Override
        public void atStart(ClassBuilder builder) {
            builder.withField(MACHINE_FIELD, MACHINE, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            switch (element) {
                case ClassFileVersion version -> builder.withVersion(JAVA_5, 0);
                case MethodModel method -> method(builder, method);
                default -> builder.with(element);
            }
        }

        private void method(ClassBuilder builder, MethodModel method) {
            String name = method.methodName().stringValue();
            switch (name) {
                case "<clinit>" -> {
                    initialized[0] = true;
                    builder.transformMethod(method, MethodTransform.transformingCode(new Constants()));
                }
                case "call", "onInvoke" -> {
                    builder.transformMethod(
                            method, MethodTransform.transformingCode(CodeTransform.ofStateful(Body::new)));
                }
                default -> builder.with(method);
            }
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            if (!initialized[0]) {
                builder.withMethodBody(ConstantDescs.CLASS_INIT_NAME, NOTHING, ClassFile.ACC_STATIC, code -> {
                    findMachine(code);
                    code.return_();
                });
            }
        }
    }

    private void findMachine(CodeBuilder code) {
        code.loadConstant(self)
                .invokestatic(CLASSES, "machineOf", MethodTypeDesc.of(MACHINE, ConstantDescs.CD_Class))
                .putstatic(self, MACHINE_FIELD, MACHINE);
    }

    private void machine(CodeBuilder code) {
        code.getstatic(self, MACHINE_FIELD, MACHINE);
    }

    /** Rewrites the initializer of the class, which makes its constants. */
    private final class Constants implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            findMachine(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
            if (element instanceof InvokeInstruction invoke
                    && invoke.owner().asSymbol().equals(TEXT)) {
                machine(code);
                code.swap().invokevirtual(MACHINE, "constant", MethodTypeDesc.of(TEXT, TEXT));
            }
        }
    }

    /** Rewrites the method that is the Lua function. */
    private final class Body implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            call(code, "enter");
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            switch (element) {
                case LabelTarget target -> {
                    passed.add(target.label());
                    code.with(target);
                }
                case BranchInstruction branch -> {
                    if (passed.contains(branch.target())) {
                        call(code, "tick");
                    }
                    code.with(branch);
                }
                case ReturnInstruction end -> {
                    call(code, "leave");
                    code.with(end);
                }
                case InvokeInstruction invoke -> invoke(code, invoke);
                default -> code.with(element);
            }
        }

        private void call(CodeBuilder code, String name) {
            machine(code);
            code.invokevirtual(MACHINE, name, NOTHING);
        }

        private void invoke(CodeBuilder code, InvokeInstruction invoke) {
            String name = invoke.name().stringValue();
            if (name.equals("value") && invoke.owner().name().equalsString("org/luaj/vm2/Buffer")) {
                code.invokevirtual(JOINT, "value", MethodTypeDesc.of(VALUE));
                return;
            }
            Replacement replacement = invoke.owner().asSymbol().equals(VALUE)
                    ? REPLACEMENTS.get(name + invoke.typeSymbol().displayDescriptor())
                    : null;
            if (replacement == null) {
                code.with(invoke);
                if (name.equals("call")) {
                    code.invokestatic(OPS, "one", MethodTypeDesc.of(VALUE, VALUE));
                }
                return;
            }
            if (replacement.takesMachine) {
                machine(code);
            }
            code.invokestatic(OPS, replacement.name, replacement.type);
        }
    }
}
